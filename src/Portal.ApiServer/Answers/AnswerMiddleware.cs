namespace Portal.ApiServer.Answers;

/// <summary>Puts every answer that no endpoint wrote into the envelope: unknown routes and methods, broken requests, faults.</summary>
internal sealed partial class AnswerMiddleware(RequestDelegate next, ILogger<AnswerMiddleware> logger)
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
            await answer.WriteToAsync(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            Log.Failed(logger, context.Request.Method, e);
            await FixedAnswers.InternalError.WriteToAsync(context);
        }

        if (context.Response is { HasStarted: false, ContentLength: null })
        {
            await (context.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => FixedAnswers.NotFound.WriteToAsync(context),
                StatusCodes.Status405MethodNotAllowed => FixedAnswers.MethodNotAllowed.WriteToAsync(context),
                _ => Task.CompletedTask,
            });
        }
    }

    private static partial class Log
    {
        // Neither path nor query: they hold ids and e-mail addresses.
        [LoggerMessage(1, LogLevel.Error, "A {Method} request failed")]
        public static partial void Failed(ILogger logger, string method, Exception exception);
    }
}
