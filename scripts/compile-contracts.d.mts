/** The generated files' contents by their path in the repository. */
export function compileContracts(): Record<string, string>;
