# The portal, with the embedded API server inside. TLS ends in front of it; see infra/docs/runbook.md.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src src
COPY wwwroot wwwroot
RUN dotnet restore src/Portal.Web --locked-mode \
    && dotnet publish src/Portal.Web --configuration Release --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# SQLite is the operating system's own, so that a rebuilt image brings its security fixes.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libsqlite3-0 \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -m 0700 -o "$APP_UID" -g "$APP_UID" /data
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Data__Directory=/data
VOLUME /data
EXPOSE 8080
USER $APP_UID
# The image has no curl: bash speaks enough HTTP.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "Portal.Web.dll"]
