using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Paraphe.Platform.Web;

/// <summary>
/// Says what is wrong with a form in the reader's language: <c>[Required]</c> without a message says
/// <c>Shared.Error.Required</c>; a message of one's own is the key of a text.
/// </summary>
public sealed class PlainMessages(Texts texts) : IConfigureOptions<MvcOptions>, IValidationMetadataProvider
{
    public void Configure(MvcOptions options)
    {
        options.ModelMetadataDetailsProviders.Add(this);
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => texts["Shared.Error.Unreadable", value]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => texts["Shared.Error.Unreadable", value]);
        messages.SetValueIsInvalidAccessor(value => texts["Shared.Error.Unreadable", value]);
        messages.SetUnknownValueIsInvalidAccessor(_ => texts["Shared.Error.Invalid"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["Shared.Error.Invalid"]);
        messages.SetValueMustBeANumberAccessor(_ => texts["Shared.Error.Number"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["Shared.Error.Number"]);
        messages.SetValueMustNotBeNullAccessor(_ => texts["Shared.Error.Required"]);
        messages.SetMissingBindRequiredValueAccessor(_ => texts["Shared.Error.Required"]);
        messages.SetMissingKeyOrValueAccessor(() => texts["Shared.Error.Required"]);
    }

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            if (rule.ErrorMessage is null && rule.ErrorMessageResourceName is null)
                rule.ErrorMessage = Key(rule);
    }

    private static string Key(ValidationAttribute rule) =>
        rule switch
        {
            RequiredAttribute => "Shared.Error.Required",
            EmailAddressAttribute => "Shared.Error.Email",
            StringLengthAttribute or MaxLengthAttribute => "Shared.Error.TooLong",
            RangeAttribute => "Shared.Error.Range",
            _ => "Shared.Error.Invalid",
        };
}

/// <summary>Lets annotations find their messages among our texts.</summary>
public sealed class TextLocalizer(Texts texts) : IStringLocalizer, IStringLocalizerFactory
{
    public LocalizedString this[string name] => new(name, texts.Has(name) ? texts[name] : name);

    public LocalizedString this[string name, params object[] arguments] => new(name, texts.Has(name) ? texts[name, arguments] : name);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];

    public IStringLocalizer Create(Type resourceSource) => this;

    public IStringLocalizer Create(string baseName, string location) => this;
}
