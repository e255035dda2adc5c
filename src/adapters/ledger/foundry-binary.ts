import { createRequire } from 'node:module';

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * The path of Foundry's executable as npm lays it out: a package a platform, a dependency of the tool's own package.
 * The tool's `bin` is a Node script around it, one more process to signal and to wait for.
 */
export function foundryBinary(tool: 'anvil' | 'forge'): string {
  const platform = `${process.platform}-${ARCHITECTURES[process.arch] ?? process.arch}`;
  const name = process.platform === 'win32' ? `${tool}.exe` : tool;
  try {
    const toolPackage = createRequire(import.meta.url).resolve(`@foundry-rs/${tool}/package.json`);
    return createRequire(toolPackage).resolve(`@foundry-rs/${tool}-${platform}/bin/${name}`);
  } catch (cause) {
    throw new Error(`${tool} for ${platform} is not installed; run npm install without --omit=optional.`, {
      cause,
    });
  }
}
