namespace OrderDesk.Core.Review;

/// <summary>What a person does to turn a finding green.</summary>
public enum FactAction
{
    /// <summary>Call the customer.</summary>
    Call = 1,

    /// <summary>Write to the customer, or to the channel.</summary>
    Mail = 2,

    /// <summary>Check the address.</summary>
    CheckAddress = 3,

    /// <summary>Fill in or correct data.</summary>
    CorrectData = 4,

    /// <summary>Record what happened to the money.</summary>
    RecordPayment = 5,

    /// <summary>Wait until it is paid.</summary>
    WaitForPayment = 6,

    /// <summary>Let it pass this once.</summary>
    AllowOnce = 7,

    /// <summary>Promise another day.</summary>
    Promise = 8,

    /// <summary>Have the checks run again.</summary>
    RunAgain = 9,

    /// <summary>Cancel the order.</summary>
    Cancel = 10,
}

/// <summary>Which actions make true what a check says would turn it green; the easiest first.</summary>
public static class FactActions
{
    /// <summary>The actions for what would flip a finding, by its code; none for a code nobody knows.</summary>
    public static IReadOnlyList<FactAction> Of(string flip) => flip switch
    {
        "flip.await-payment" => [FactAction.WaitForPayment, FactAction.RecordPayment],
        "flip.ask-payment" => [FactAction.Mail, FactAction.RecordPayment, FactAction.WaitForPayment],
        "flip.ask-difference" => [FactAction.Mail, FactAction.RecordPayment],
        "flip.record-payment" => [FactAction.RecordPayment, FactAction.WaitForPayment],
        "flip.refund-difference" or "flip.find-own-payment" => [FactAction.RecordPayment],
        "flip.ask-what-to-send" or "flip.ask-other-method" or "flip.ask-window" or "flip.ask-prepayment" => [FactAction.Mail],
        "flip.ask-channel-for-total" or "flip.ask-channel-for-date" => [FactAction.Mail],
        "flip.ask-channel-for-price" or "flip.ask-channel-for-contact" => [FactAction.Mail, FactAction.CorrectData],
        "flip.ask-name" or "flip.ask-phone" or "flip.ask-email" or "flip.ask-other-email" => [FactAction.Mail, FactAction.CorrectData],
        "flip.ask-quantity" => [FactAction.Call, FactAction.CorrectData],
        "flip.complete-address" or "flip.name-country" or "flip.ask-postal-code" or "flip.ask-delivery-address" => [FactAction.CheckAddress, FactAction.Mail],
        "flip.ask-orders-meant" or "flip.call-customer" => [FactAction.Call],
        "flip.read-remark" or "flip.tell-warehouse" or "flip.unblock" or "flip.take-off-list" or "flip.release-after-look" or "flip.rule-no-longer" => [FactAction.AllowOnce],
        "flip.add-sku" => [FactAction.CorrectData],
        "flip.promise-anew" or "flip.receive-stock" => [FactAction.Promise],
        "flip.run-again" => [FactAction.RunAgain],
        "flip.cancel-order" => [FactAction.Cancel],
        _ => [],
    };
}
