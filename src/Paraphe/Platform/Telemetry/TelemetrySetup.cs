using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Paraphe.Platform.Telemetry;

/// <summary>What the program tells of itself: logs as JSON in production, traces and metrics where somebody collects them.</summary>
public static class TelemetrySetup
{
    public const string Name = "Paraphe";

    public static readonly ActivitySource Traces = new(Name);
    public static readonly Meter Meter = new(Name);

    public static WebApplicationBuilder AddParapheTelemetry(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsProduction())
        {
            builder.Logging.ClearProviders();
            // Without scopes: those carry the path, and paths of the portal are secrets.
            builder.Logging.AddJsonConsole(json =>
            {
                json.IncludeScopes = false;
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
            builder
                .Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
                .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        }
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
            builder.Services.AddHostedService<Exporters>();
        return builder;
    }

    /// <summary>The providers live as long as the program; they read endpoint, headers and sampling from OTEL_… themselves.</summary>
    private sealed class Exporters : IHostedService
    {
        private TracerProvider? traces;
        private MeterProvider? metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var resource = ResourceBuilder
                .CreateDefault()
                .AddService("paraphe", serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3))
                .AddEnvironmentVariableDetector();
            traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(Name, "Microsoft.AspNetCore", "Npgsql")
                .AddProcessor(new Discretion())
                .AddOtlpExporter()
                .Build();
            metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
                .AddOtlpExporter()
                .Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces?.Dispose();
            metrics?.Dispose();
            return Task.CompletedTask;
        }
    }
}
