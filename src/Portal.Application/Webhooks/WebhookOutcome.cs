namespace Portal.Application.Webhooks;

/// <summary>What became of a webhook call.</summary>
public enum WebhookOutcome
{
    /// <summary>Understood, or of no interest here.</summary>
    Accepted,

    /// <summary>No such organisation, or one that takes no calls.</summary>
    NotExpected,

    /// <summary>Not signed by the organisation's upstream.</summary>
    NotSigned,

    /// <summary>Signed, and not an object with an event's name.</summary>
    NotAnEvent,
}
