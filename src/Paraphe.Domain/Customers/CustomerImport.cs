namespace Paraphe.Domain.Customers;

public enum ImportState
{
    /// <summary>The columns are being named.</summary>
    Mapping,
    Checking,

    /// <summary>Read to its end without writing anything; the report tells what would happen.</summary>
    Checked,
    Running,
    Done,
    Cancelled,
    Undoing,
    Undone,

    /// <summary>The file cannot be read to its end; what was written before can be undone.</summary>
    Failed,
}

public enum ImportRule
{
    AddAndUpdate,
    AddOnly,
    UpdateOnly,
}

/// <summary>By what a row is known to be somebody of the list.</summary>
public enum ImportKey
{
    Email,
    VatNumber,
    CompanyNumber,
}

/// <summary>How a member wants the file to be read.</summary>
public sealed record ImportPlan
{
    public string Charset { get; init; } = "";
    public char Delimiter { get; init; } = ',';
    public bool IsXlsx { get; init; }
    public bool HasHeader { get; init; } = true;

    /// <summary>Field of each column; empty leaves it out.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
    public ImportRule Rule { get; init; }
    public ImportKey Key { get; init; }

    /// <summary>Of rows that name none.</summary>
    public string Country { get; init; } = "";
    public bool AsProspects { get; init; }
}

/// <summary>What became of the rows.</summary>
public sealed record ImportTally
{
    public int Rows { get; init; }
    public int Added { get; init; }
    public int Changed { get; init; }

    /// <summary>Known already and the same, or left alone by the rule.</summary>
    public int Skipped { get; init; }
    public int Wrong { get; init; }

    /// <summary>Not undone: changed, or used, since.</summary>
    public int Kept { get; init; }
}

/// <summary>A file of customers on its way into the list (CU 10): checked first, then taken in piece by piece, undone as a whole.</summary>
public sealed class CustomerImport : IOwned
{
    private CustomerImport() { }

    public CustomerImport(Guid id, Guid accountId, string fileName, string fileHash, ImportPlan plan, Guid memberId, DateTime now) =>
        (Id, AccountId, FileName, FileHash, Plan, MemberId, CreatedAt) = (id, accountId, fileName, fileHash, plan, memberId, now);

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public string FileName { get; private set; } = "";
    public string FileHash { get; private set; } = "";
    public ImportPlan Plan { get; private set; } = new();
    public ImportState State { get; private set; }
    public ImportTally Tally { get; private set; } = new();

    /// <summary>The last line that was done: a job that starts again goes on behind it.</summary>
    public int Line { get; private set; }

    /// <summary>Lines of the file; known once it was checked.</summary>
    public int Lines { get; private set; }

    /// <summary>Key and values of the text that says why it failed.</summary>
    public string Failure { get; private set; } = "";
    public Guid MemberId { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    public bool IsAtWork => State is ImportState.Checking or ImportState.Running or ImportState.Undoing;

    public bool MayUndo => State is ImportState.Done or ImportState.Cancelled or ImportState.Failed && Tally.Added + Tally.Changed > 0;

    public int Percent => Lines == 0 ? 0 : (int)Math.Min(100L, 100L * Line / Lines);

    public void Map(ImportPlan plan)
    {
        if (State is not (ImportState.Mapping or ImportState.Checked))
            throw new BrokenRuleException("Rules.ImportBegun");
        (Plan, State, Tally, Line) = (plan, ImportState.Mapping, new(), 0);
    }

    public void Check() => Begin(ImportState.Checking, State is ImportState.Mapping);

    public void Run() => Begin(ImportState.Running, State is ImportState.Checked && Tally.Added + Tally.Changed > 0);

    public void Undo() => Begin(ImportState.Undoing, MayUndo);

    /// <summary>A piece was done.</summary>
    public void Advance(int line, ImportTally tally) => (Line, Tally) = (line, tally);

    /// <summary>Read to its end.</summary>
    public void Finish(DateTime now)
    {
        if (State == ImportState.Checking)
            (State, Lines) = (ImportState.Checked, Line);
        else if (State == ImportState.Running)
            (State, EndedAt) = (ImportState.Done, now);
        else if (State == ImportState.Undoing)
            (State, EndedAt) = (ImportState.Undone, now);
    }

    /// <summary>Checking goes back to the columns; what was taken in stays until it is undone.</summary>
    public void Cancel(DateTime now)
    {
        if (State == ImportState.Checking)
            (State, Line, Tally) = (ImportState.Mapping, 0, new());
        else if (State == ImportState.Running)
            (State, EndedAt) = (ImportState.Cancelled, now);
    }

    public void Fail(string why, DateTime now) => (State, Failure, EndedAt) = (ImportState.Failed, why, now);

    private void Begin(ImportState state, bool may)
    {
        if (!may)
            throw new BrokenRuleException("Rules.ImportBegun");
        State = state;
        if (state != ImportState.Undoing)
            (Line, Tally) = (0, new());
    }
}

/// <summary>What is wrong with a field of a row.</summary>
public sealed class ImportFlaw : IOwned
{
    private ImportFlaw() { }

    public ImportFlaw(Guid id, CustomerImport of, int line, string field, string value, string rule, IReadOnlyList<string> args) =>
        (Id, AccountId, ImportId, Line, Field, Value, Rule, Args) = (id, of.AccountId, of.Id, line, field, value, rule, args);

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid ImportId { get; private set; }
    public int Line { get; private set; }
    public string Field { get; private set; } = "";
    public string Value { get; private set; } = "";

    /// <summary>Key of its text, with its values.</summary>
    public string Rule { get; private set; } = "";
    public IReadOnlyList<string> Args { get; private set; } = [];
}

/// <summary>A customer whom an import added or changed: how to undo it.</summary>
public sealed class ImportedCustomer : IOwned
{
    private ImportedCustomer() { }

    public ImportedCustomer(Guid id, CustomerImport of, Guid customerId, CustomerImage? before, CustomerImage after) =>
        (Id, AccountId, ImportId, CustomerId, Before, After) = (id, of.AccountId, of.Id, customerId, before, after);

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid ImportId { get; private set; }
    public Guid CustomerId { get; private set; }

    /// <summary>Null: the import added him.</summary>
    public CustomerImage? Before { get; private set; }

    /// <summary>Undone only while he is still so.</summary>
    public CustomerImage After { get; private set; } = new();
}

/// <summary>A customer as he was at a moment.</summary>
public sealed record CustomerImage
{
    public CustomerDetails Details { get; init; } = new();
    public CustomerMemo Memo { get; init; } = new();
    public IReadOnlyDictionary<Guid, ContactDetails> Contacts { get; init; } = new Dictionary<Guid, ContactDetails>();
    public IReadOnlyDictionary<Guid, PropertyImage> Properties { get; init; } = new Dictionary<Guid, PropertyImage>();

    /// <summary>Where a merge takes them down: they are no part of what is compared.</summary>
    public CustomerDates? Dates { get; init; }

    public static CustomerImage Of(Customer customer) =>
        new()
        {
            Details = customer.Details,
            Memo = customer.Memo,
            Contacts = customer.Contacts.OrderBy(contact => contact.Id).ToDictionary(contact => contact.Id, contact => contact.Details),
            Properties = customer
                .Properties.OrderBy(property => property.Id)
                .ToDictionary(
                    property => property.Id,
                    property => new PropertyImage(property.Name, property.Address, property.AccountManagerId)
                ),
        };
}

public sealed record PropertyImage(string Name, Address Address, Guid? AccountManagerId);

/// <summary>Since when he is known, and as what.</summary>
public sealed record CustomerDates(DateTime CreatedAt, DateTime? ProspectSince, DateTime? CustomerSince);
