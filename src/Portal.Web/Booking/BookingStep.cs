namespace Portal.Web.Booking;

/// <summary>The steps of the wizard, in order.</summary>
public enum BookingStep
{
    /// <summary>Which event type.</summary>
    What,

    /// <summary>Which slot.</summary>
    When,

    /// <summary>Who comes.</summary>
    Who,

    /// <summary>By which means, and where the booking came from.</summary>
    Where,

    /// <summary>All of it, before it is sent.</summary>
    Review,

    /// <summary>What became of it.</summary>
    Result,
}

/// <summary>The names of the steps.</summary>
internal static class BookingSteps
{
    /// <summary>Those that a person fills in, in order.</summary>
    public static readonly IReadOnlyList<BookingStep> Entered = [BookingStep.What, BookingStep.When, BookingStep.Who, BookingStep.Where, BookingStep.Review];

    /// <summary>As it stands in the address.</summary>
    public static string Name(this BookingStep step) => step.ToString().ToLowerInvariant();

    /// <summary>For people, one word or two.</summary>
    public static string Title(this BookingStep step) => step switch
    {
        BookingStep.What => "What",
        BookingStep.When => "When",
        BookingStep.Who => "Who",
        BookingStep.Where => "Where",
        BookingStep.Review => "Review",
        _ => "Result",
    };

    /// <summary>What the step asks for.</summary>
    public static string Heading(this BookingStep step) => step switch
    {
        BookingStep.What => "What is to be booked?",
        BookingStep.When => "When?",
        BookingStep.Who => "Who is it for?",
        BookingStep.Where => "Where?",
        BookingStep.Review => "Is everything right?",
        _ => "Your booking",
    };
}
