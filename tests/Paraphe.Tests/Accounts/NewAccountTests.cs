using Microsoft.Extensions.DependencyInjection;
using Paraphe.Features.Accounts;

namespace Paraphe.Tests.Accounts;

[Trait("Spec", "AC 1")]
public sealed class NewAccountTests(World world)
{
    [Fact]
    public async Task Companies_of_one_name_that_join_at_once_get_an_address_each()
    {
        var company = $"Atelier {Guid.NewGuid():N}";
        var names = await Task.WhenAll(
            Enumerable.Range(1, 5).Select(number => Task.Run(() => Join(company, $"lea{number}-{Guid.NewGuid():N}@vallon.example")))
        );
        var stem = company.Replace(' ', '-').ToLowerInvariant()[..30];
        names.Order(StringComparer.Ordinal).ShouldBe([stem, $"{stem}-2", $"{stem}-3", $"{stem}-4", $"{stem}-5"]);
    }

    private async Task<string> Join(string company, string email)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var wish = new NewAccount.Wish(company, "FR", "fr", "Léa Morel", email, "correct horse battery");
        return (await scope.ServiceProvider.GetRequiredService<NewAccount>().Make(wish)).Account.RequestName;
    }
}
