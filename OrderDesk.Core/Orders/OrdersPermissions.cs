namespace OrderDesk.Core.Orders;

/// <summary>What may be done with orders.</summary>
public static class OrdersPermissions
{
    /// <summary>See orders.</summary>
    public const string Read = "orders.read";

    /// <summary>Write notes.</summary>
    public const string Note = "orders.note";

    /// <summary>Put tags on.</summary>
    public const string Tag = "orders.tag";

    /// <summary>Correct contact and payment.</summary>
    public const string Amend = "orders.amend";

    /// <summary>Say whether an order that is being picked can still be stopped.</summary>
    public const string AnswerCancel = "orders.answer-cancel";

    /// <summary>See e-mail addresses and phone numbers in full.</summary>
    public const string SeePersonal = "orders.see-personal";
}
