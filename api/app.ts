import express, { type Express, type RequestHandler, Router } from 'express';
import { middleware as openApiValidator } from 'express-openapi-validator';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import type { Deps } from './deps.js';
import { answer } from './middleware/answer.js';
import { readBody } from './middleware/body.js';
import { docs } from './middleware/docs.js';
import { gate, passedOf } from './middleware/gate.js';
import { limits } from './middleware/limits.js';
import { openApiDocument } from './openapi.js';
import { OPERATIONS } from './operations.js';
import { problemResponse } from './problem-response.js';

/**
 * The API as an Express app: docs, then for every request the gate (which operation, who, may they), limits, body, checks against the OpenAPI document, answer.
 */
export function createApp(deps: Deps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(
    pinoHttp({
      logger: deps.log,
      serializers: { req: withoutPersons, res: (response: { statusCode: number }) => ({ status: response.statusCode }) },
    }),
  );
  // Behind a proxy the proxy speaks TLS; inside an office the page is served over plain HTTP.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.use(docs(openApiDocument(OPERATIONS)));
  app.use(gate(deps, OPERATIONS));
  app.use(limits(deps.config.limits));
  app.use(readBody());
  app.use(checks(deps));
  app.use(answer(deps));
  app.use(problemResponse(deps.log));
  return app;
}

/** A validator for each path, made when it is first asked for: one for all would compare each request with every path, and compile each to do so. */
function checks(deps: Deps): RequestHandler {
  const validators = new Map<string, Router>();
  return (request, response, next) => {
    const { path } = passedOf(response).operation;
    const known = validators.get(path) ?? Router().use(validatorOf(deps, path));
    validators.set(path, known);
    known(request, response, next);
  };
}

function validatorOf(deps: Deps, path: string): RequestHandler[] {
  return openApiValidator({
    // The validator writes into the document it is given; it gets one of its own.
    apiSpec: openApiDocument(OPERATIONS.filter((operation) => operation.path === path)) as never,
    validateRequests: { allErrors: true },
    validateResponses: deps.config.checkAnswers,
    validateSecurity: false,
    fileUploader: false,
  }) as RequestHandler[];
}

/** Paths carry ids and numbers only; queries may carry a name that somebody searches for. */
function withoutPersons({ method, url, id }: { method: string; url: string; id: unknown }) {
  return { id, method, path: url.split('?')[0] };
}
