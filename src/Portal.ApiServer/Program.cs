using Portal.ApiServer;

return await StandaloneServer.RunAsync(args);
