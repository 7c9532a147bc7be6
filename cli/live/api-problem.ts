/** What the API said no with (RFC 9457). The message is for people and names the request. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly found: string | undefined,
    readonly expected: readonly string[] | undefined,
    message: string,
  ) {
    super(message);
  }
}

/** Nobody answers at the address, after several tries. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  constructor(url: string, cause: Error) {
    super(`nobody answers at ${url} (${wordsOf(cause)})`, { cause });
  }
}

interface ProblemBody {
  readonly code?: string;
  readonly detail?: string;
  readonly title?: string;
  readonly found?: string;
  readonly expected?: readonly string[];
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** The problem in an answer; one without a problem body becomes one by its status. */
export async function problemIn(answer: Response): Promise<ApiProblem> {
  const text = await answer.text();
  const { code = `HTTP_${answer.status}`, detail, title, found, expected, errors = [] } = bodyIn(text);
  const findings = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  const said = [detail ?? title ?? text.slice(0, 200), findings].filter((part) => part !== '').join(' ');
  return new ApiProblem(answer.status, code, found, expected, `${new URL(answer.url).pathname}: ${answer.status} ${code}: ${said}`);
}

function bodyIn(text: string): ProblemBody {
  try {
    return JSON.parse(text) as ProblemBody;
  } catch {
    return {};
  }
}

function wordsOf({ message, cause }: Error): string {
  const reason = cause as NodeJS.ErrnoException | undefined;
  return reason?.message || reason?.code || message;
}
