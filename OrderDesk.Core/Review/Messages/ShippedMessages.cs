using System.Collections.Frozen;

namespace OrderDesk.Core.Review;

/// <summary>The messages that ship, in three languages; a company's own words take their place.</summary>
public static class ShippedMessages
{
    /// <summary>What there are messages for.</summary>
    public static IReadOnlyList<string> Occasions { get; } = ["missing", "address", "payment", "delay", "substitute"];

    /// <summary>The languages of messages.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "zh-Hans", "zh-Hant"];

    private static readonly FrozenDictionary<(string Occasion, string Language), string> Texts = new Dictionary<(string, string), string>
    {
        [("missing", "en")] = "Dear {customer},\n\nthank you for your order {order} at {shop}. Before we can send it we need something from you:\n{missing}\n\nPlease answer this message. Your order waits until then.\n\n{shop}",
        [("missing", "zh-Hans")] = "{customer}，您好！\n\n感谢您在{shop}下单（订单号 {order}）。发货前还需要您确认以下信息：\n{missing}\n\n请直接回复本消息，收到后我们会尽快安排。\n\n{shop}",
        [("missing", "zh-Hant")] = "{customer}，您好！\n\n感謝您在{shop}下單（訂單編號 {order}）。出貨前還需要您確認以下資料：\n{missing}\n\n請直接回覆本訊息，收到後我們會盡快安排。\n\n{shop}",
        [("address", "en")] = "Dear {customer},\n\nwe want your order {order} to reach you. Please tell us whether the delivery address is complete and correct, with house number and postal code, or send us the right one.\n\n{shop}",
        [("address", "zh-Hans")] = "{customer}，您好！\n\n为确保订单 {order} 顺利送达，请确认收货地址是否完整无误（包括门牌号和邮编）；如有变动，请把正确的地址告诉我们。\n\n{shop}",
        [("address", "zh-Hant")] = "{customer}，您好！\n\n為確保訂單 {order} 順利送達，請確認收件地址是否完整無誤（包括門牌號碼和郵遞區號）；如有變動，請把正確的地址告訴我們。\n\n{shop}",
        [("payment", "en")] = "Dear {customer},\n\nwe have not been able to match the payment of {total} for your order {order}. Please tell us when and how you paid, or pay once more by the link in your confirmation.\n\n{shop}",
        [("payment", "zh-Hans")] = "{customer}，您好！\n\n订单 {order}（金额 {total}）的付款目前无法核对。请告知付款时间和方式，或通过确认邮件中的链接重新付款。\n\n{shop}",
        [("payment", "zh-Hant")] = "{customer}，您好！\n\n訂單 {order}（金額 {total}）的付款目前無法核對。請告知付款時間與方式，或透過確認信中的連結重新付款。\n\n{shop}",
        [("delay", "en")] = "Dear {customer},\n\npart of your order {order} is not in stock at the moment. We will send it as soon as it arrives. If you would rather have the rest at once, or your money back, just answer this message.\n\n{shop}",
        [("delay", "zh-Hans")] = "{customer}，您好！\n\n订单 {order} 中有部分商品暂时缺货，到货后我们会立即发出。如果您希望先发其余商品或退款，请直接回复本消息。\n\n{shop}",
        [("delay", "zh-Hant")] = "{customer}，您好！\n\n訂單 {order} 中有部分商品暫時缺貨，到貨後我們會立即寄出。如果您希望先寄其餘商品或退款，請直接回覆本訊息。\n\n{shop}",
        [("substitute", "en")] = "Dear {customer},\n\nan article of your order {order} is not available. We would gladly send you a similar one instead. Please tell us whether you agree.\n\n{shop}",
        [("substitute", "zh-Hans")] = "{customer}，您好！\n\n订单 {order} 中有一件商品无法供货，我们可以换成类似的商品发给您。请回复告知您是否同意。\n\n{shop}",
        [("substitute", "zh-Hant")] = "{customer}，您好！\n\n訂單 {order} 中有一件商品無法供貨，我們可以換成類似的商品寄給您。請回覆告知您是否同意。\n\n{shop}",
    }.ToFrozenDictionary();

    /// <summary>The words that ship for an occasion in a language, or null where there are none.</summary>
    public static string? Of(string occasion, string language) => Texts.GetValueOrDefault((occasion, language));
}
