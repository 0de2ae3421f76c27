using Portal.ApiContract.Sweeppea;
using Portal.ApiServer.Configuration;
using Portal.ApiServer.Sweeppea;

namespace Portal.ApiServer.Answers;

/// <summary>Puts every answer that no endpoint wrote into the envelope: unknown routes and methods, broken requests, faults.</summary>
internal sealed partial class AnswerMiddleware(RequestDelegate next, ApiServerSettings settings, ILogger<AnswerMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
            return;
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            var answer = e.StatusCode == StatusCodes.Status413PayloadTooLarge ? FixedAnswers.BodyTooLarge : FixedAnswers.MalformedRequest;
            await (IsSweeppea(context) ? SweeppeaAnswers.Of(answer) : answer).WriteToAsync(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            Log.Failed(logger, context.Request.Method, e);
            await (IsSweeppea(context) ? SweeppeaAnswers.InternalError : FixedAnswers.InternalError).WriteToAsync(context);
        }

        if (context.Response is { HasStarted: false, ContentLength: null })
        {
            await (context.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => (IsSweeppea(context) ? SweeppeaAnswers.NotFound : FixedAnswers.NotFound).WriteToAsync(context),
                StatusCodes.Status405MethodNotAllowed =>
                    (IsSweeppea(context) ? SweeppeaAnswers.MethodNotAllowed : FixedAnswers.MethodNotAllowed).WriteToAsync(context),
                _ => Task.CompletedTask,
            });
        }
    }

    /// <summary>Whose envelope a path is answered in, known paths and unknown ones.</summary>
    private bool IsSweeppea(HttpContext context) =>
        context.Request.Path.StartsWithSegments(settings.SweeppeaBasePath, StringComparison.OrdinalIgnoreCase, out var path) && SweeppeaRoutes.Prefixes.Any(prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    private static partial class Log
    {
        // Neither path nor query: they hold ids and e-mail addresses.
        [LoggerMessage(1, LogLevel.Error, "A {Method} request failed")]
        public static partial void Failed(ILogger logger, string method, Exception exception);
    }
}
