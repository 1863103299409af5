// Made anew with the model.
