import type { Attributes, Span } from '@opentelemetry/api';
import { openTelemetry, telemetry, type GatewayInternals, type RequestContext } from './gateway-internals.ts';

/** Runs a part of a request; in a span of the gateway's own name where a tracer is registered. */
export type InSpan = <Result>(
  name: SpanName,
  body: () => Promise<Result>,
  details?: SpanDetails<Result>,
) => Promise<Result>;

type SpanName = `gateway.${'plan' | 'fetch' | 'postprocessing' | 'execute' | 'validate'}`;

type SpanDetails<Result> = {
  readonly attributes?: Attributes;
  /** Errors that make the part a failed one although it has a result. */
  readonly errorsOf?: (result: Result) => readonly Error[] | undefined;
};

const ERROR_STATUS = 2;

const withoutSpans: InSpan = (_name, body) => body();

/**
 * Runs a request, which runs its parts by what it is given. Whether a tracer is registered is found out once: spans
 * that are not recorded cost time, too.
 */
export async function inRequestSpan<Result>(
  requestContext: RequestContext,
  { config }: GatewayInternals,
  body: (inSpan: InSpan) => Promise<Result>,
  errorsOf: SpanDetails<Result>['errorsOf'],
): Promise<Result> {
  const span = telemetry.tracer.startSpan('gateway.request', {
    attributes: attributesOf(requestContext, config.telemetry),
  });
  if (!span.isRecording()) return body(withoutSpans);
  const inSpan: InSpan = (name, part, { attributes, errorsOf } = {}) =>
    within(telemetry.tracer.startSpan(name, attributes && { attributes }), part, errorsOf, config.telemetry);
  return within(span, () => body(inSpan), errorsOf, config.telemetry);
}

function within<Result>(
  span: Span,
  body: () => Promise<Result>,
  errorsOf: SpanDetails<Result>['errorsOf'],
  settings: GatewayInternals['config']['telemetry'],
): Promise<Result> {
  const fail = (errors: readonly Error[]): void => {
    telemetry.recordExceptions(span, errors, settings);
    span.setStatus({ code: ERROR_STATUS });
  };
  return openTelemetry.context.with(openTelemetry.trace.setSpan(openTelemetry.context.active(), span), async () => {
    try {
      const result = await body();
      const errors = errorsOf?.(result) ?? [];
      if (errors.length > 0) fail(errors);
      return result;
    } catch (error) {
      fail([error as Error]);
      throw error;
    } finally {
      span.end();
    }
  });
}

function attributesOf(requestContext: RequestContext, settings: GatewayInternals['config']['telemetry']): Attributes {
  const type = requestContext.operation?.operation;
  return {
    ...telemetry.requestContextSpanAttributes(requestContext, settings),
    ...(type && { 'graphql.operation.type': type }),
  };
}
