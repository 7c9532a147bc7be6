/**
 * Temporal's sandbox takes a stack trace of every promise that a workflow makes. With V8's usual ten frames that was a fifth of the CPU of a workflow thread; four say
 * where an error was made. Run once, when the sandbox is set up.
 */
Error.stackTraceLimit = 4;
