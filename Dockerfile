FROM ubuntu:26.04 AS build
RUN apt-get update && apt-get install -y --no-install-recommends dotnet-sdk-10.0 nodejs npm ca-certificates
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --omit=dev --no-audit --no-fund
COPY . .
RUN dotnet publish src/Paraphe -c Release -p:RunAnalyzers=false -o /app

FROM ubuntu:26.04
RUN apt-get update && apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 nodejs ca-certificates tzdata openssh-client && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home-dir /data paraphe && mkdir /data && chown paraphe /data
COPY --from=build /app /app
COPY --from=build /source/node_modules /app/node_modules
USER paraphe
ENV PARAPHE_DATA=/data PARAPHE_HTTP=http://0.0.0.0:8080 PARAPHE_SMTP_LISTEN=0.0.0.0:2525 PARAPHE_NODE_MODULES=/app/node_modules ASPNETCORE_CONTENTROOT=/app
VOLUME /data
EXPOSE 8080 2525
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health/ready').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["dotnet", "/app/paraphe.dll"]
