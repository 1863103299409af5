using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Paraphe.Domain;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>States of the United States and provinces of Canada (CU 4): the only two countries that have them in an address.</summary>
public static class States
{
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["CA"] =
        [
            "AB Alberta",
            "BC British Columbia",
            "MB Manitoba",
            "NB New Brunswick",
            "NL Newfoundland and Labrador",
            "NS Nova Scotia",
            "NT Northwest Territories",
            "NU Nunavut",
            "ON Ontario",
            "PE Prince Edward Island",
            "QC Québec",
            "SK Saskatchewan",
            "YT Yukon",
        ],
        ["US"] =
        [
            "AL Alabama",
            "AK Alaska",
            "AS American Samoa",
            "AZ Arizona",
            "AR Arkansas",
            "AA Armed Forces Americas",
            "AE Armed Forces Europe",
            "AP Armed Forces Pacific",
            "CA California",
            "CO Colorado",
            "CT Connecticut",
            "DE Delaware",
            "DC District of Columbia",
            "FL Florida",
            "GA Georgia",
            "GU Guam",
            "HI Hawaii",
            "ID Idaho",
            "IL Illinois",
            "IN Indiana",
            "IA Iowa",
            "KS Kansas",
            "KY Kentucky",
            "LA Louisiana",
            "ME Maine",
            "MD Maryland",
            "MA Massachusetts",
            "MI Michigan",
            "MN Minnesota",
            "MS Mississippi",
            "MO Missouri",
            "MT Montana",
            "NE Nebraska",
            "NV Nevada",
            "NH New Hampshire",
            "NJ New Jersey",
            "NM New Mexico",
            "NY New York",
            "NC North Carolina",
            "ND North Dakota",
            "MP Northern Mariana Islands",
            "OH Ohio",
            "OK Oklahoma",
            "OR Oregon",
            "PA Pennsylvania",
            "PR Puerto Rico",
            "RI Rhode Island",
            "SC South Carolina",
            "SD South Dakota",
            "TN Tennessee",
            "TX Texas",
            "UT Utah",
            "VT Vermont",
            "VI Virgin Islands",
            "VA Virginia",
            "WA Washington",
            "WV West Virginia",
            "WI Wisconsin",
            "WY Wyoming",
        ],
    };

    public static bool Knows(string country, string state) =>
        Names.TryGetValue(country, out var names) && names.Any(name => name[..2] == state);

    /// <summary>Two letters of what is given as letters or as a name; the text itself when it is neither.</summary>
    public static string Code(string country, string text) =>
        Names.TryGetValue(country, out var names)
        && names.FirstOrDefault(name => SearchText.Fold(name[3..]) == SearchText.Fold(text)) is { } found
            ? found[..2]
            : text;

    /// <summary>Both lists, grouped by country; the form shows the field in these two countries only.</summary>
    public static IEnumerable<SelectListItem> Items(CultureInfo culture)
    {
        yield return new SelectListItem("", "");
        foreach (var (country, names) in Names)
        {
            var group = new SelectListGroup { Name = Countries.Name(country, culture) };
            foreach (var name in names)
                yield return new SelectListItem
                {
                    Text = name[3..],
                    Value = name[..2],
                    Group = group,
                };
        }
    }
}
