using Portal.ApiServer.Answers;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.CalendarEvents;
using Portal.ApiServer.Configuration;

namespace Portal.ApiServer.Comments;

/// <summary>Comments of cases and their attachments.</summary>
internal static class CommentsRegistration
{
    public static void AddComments(this IServiceCollection services, ApiServerSettings settings)
    {
        services.AddSingleton(settings.Attachments);
        services.AddSingleton<AttachmentFiles>();
        services.AddSingleton<AttachmentStore>();
        services.AddSingleton<AttachmentLinks>();
        services.AddSingleton<AttachmentEndpoint>();
        services.AddSingleton<ServerKeyStore>();
        services.AddSingleton<StreamedAnswer>();
        services.AddHostedService<AttachmentCleaner>();

        services.AddSingleton<CaseActionBodyReader>();
        services.AddSingleton<ICaseAction, AddComment>();
        services.AddSingleton<CommentStore>();
        services.AddSingleton<CommentReader>();
    }

    /// <summary>Links stand outside the base path of the API: their origin is all that is known of how the server is reached.</summary>
    public static void MapAttachments(this IEndpointRouteBuilder routes) => routes.MapMethods(
        AttachmentLinks.Route,
        [HttpMethods.Get, HttpMethods.Head],
        routes.ServiceProvider.GetRequiredService<AttachmentEndpoint>().HandleAsync);
}
