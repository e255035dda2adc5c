import type { Page } from 'playwright-core';

/** Somebody who has no mouse: what they do by keys. */
export interface KeysAlone {
  /** Goes on by Tab until what is so named has the focus; throws where it is not reached, or cannot be seen to have it. */
  readonly goTo: (name: RegExp) => Promise<void>;
  /** Goes there and presses Enter. */
  readonly enter: (name: RegExp) => Promise<void>;
  /** Goes back there, by Shift and Tab, and presses Enter. */
  readonly enterBefore: (name: RegExp) => Promise<void>;
  /** Goes to a field and types, in the place of what is there. */
  readonly fill: (name: RegExp, text: string) => Promise<void>;
  /** Goes to a list and types the beginning of what is to be chosen in it. */
  readonly choose: (name: RegExp, option: string) => Promise<void>;
  /** Goes to a field for a file, opens its window, and chooses there. */
  readonly choosing: (name: RegExp, file: Parameters<FileChooser['setFiles']>[0]) => Promise<void>;
}

type FileChooser = Awaited<ReturnType<typeof nextChooser>>;
const nextChooser = (page: Page) => page.waitForEvent('filechooser');

const MOST_STEPS = 80;

export function keysAlone(page: Page): KeysAlone {
  // Asked for from now on: what is asked for only when a key is pressed may come too late for that one.
  page.on('filechooser', () => undefined);
  const goTo = async (name: RegExp, by: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
    const passed: string[] = [];
    for (let step = 0; step < MOST_STEPS; step += 1) {
      await page.keyboard.press(by);
      const { at, isSeen } = await page.evaluate(focused);
      if (name.test(at)) {
        if (!isSeen) throw new Error(`nobody sees that ${at} has the focus`);
        return;
      }
      passed.push(at);
    }
    throw new Error(`no ${by} leads to ${String(name)}, but to ${[...new Set(passed)].join(' | ')}`);
  };
  return {
    goTo,
    enter: async (name) => {
      await goTo(name);
      await page.keyboard.press('Enter');
    },
    enterBefore: async (name) => {
      await goTo(name, 'Shift+Tab');
      await page.keyboard.press('Enter');
    },
    fill: async (name, text) => {
      await goTo(name);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    },
    choose: async (name, option) => {
      await goTo(name);
      await page.keyboard.type(option);
    },
    choosing: async (name, file) => {
      await goTo(name);
      const [chooser] = await Promise.all([nextChooser(page), page.keyboard.press('Space')]);
      await chooser.setFiles(file);
    },
  };
}

/** Runs in the page: the name of what has the focus, and whether it, or the label that stands for it, is outlined. */
function focused(): { at: string; isSeen: boolean } {
  const element = document.activeElement as HTMLInputElement | null; // or another element without labels
  if (!element || element === document.body) return { at: '', isSeen: false };
  const [label] = element.labels ?? [];
  const isOutlined = (one: Element | undefined) =>
    one !== undefined &&
    getComputedStyle(one).outlineStyle !== 'none' &&
    one.getBoundingClientRect().width > 1;
  return {
    at: (label?.textContent ?? element.getAttribute('aria-label') ?? element.textContent).trim(),
    isSeen: isOutlined(element) || isOutlined(label),
  };
}
