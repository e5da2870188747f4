using System.Globalization;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Features.Review;

/// <summary>Templates filled with what is known of an order, in the language of the template.</summary>
public sealed class CaseMessages(Phrases phrases, IStringLocalizer<ReviewWords> words)
{
    /// <summary>The message to the customer of this order.</summary>
    public string Fill(MessageTemplates.Row template, OrderSheet.Sheet sheet, DeskClock clock)
    {
        var mine = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(template.Language);
            var missing = sheet.Holds.Where(h => h is { State: HoldState.Open, Type: HoldType.Information }).Select(h => "– " + phrases.Hold(h.Reason, h.Args, clock)).ToList();
            return MessageText.Fill(template.Text, new MessageValues(
                sheet.Name ?? words["message.customer"].Value,
                sheet.ExternalId,
                missing.Count == 0 ? words["message.missing"].Value : string.Join('\n', missing),
                new Money(sheet.Money.Total, sheet.Money.Currency).ToString(),
                sheet.Channel));
        }
        finally
        {
            CultureInfo.CurrentUICulture = mine;
        }
    }
}
