import type { Page } from 'playwright-core';
import { until } from './until.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Freehold's button in a builder's page. Its shadow root is closed, so it is found as a screen
 * reader finds it, by role and name, and pressed where it is on the screen.
 */
export class DeployButton {
  constructor(private readonly page: Page) {}

  /** Where it is, once it is there and stands still. */
  async box(): Promise<Box> {
    let before: Box | null = null;
    return until('the Deploy button is in the page', async () => {
      const [now] = await this.boxes();
      const still = before !== null && now !== undefined && same(before, now);
      before = now ?? null;
      return still ? now : null;
    });
  }

  async click(): Promise<void> {
    const { x, y, width, height } = await this.box();
    await this.page.mouse.click(x + width / 2, y + height / 2);
  }

  async pressWithKeyboard(): Promise<void> {
    await this.box();
    await until('the keyboard reaches the Deploy button', async () => {
      await this.page.keyboard.press('Tab');
      const focused = (await this.nodes()).some((node) => node.focused);
      return focused;
    });
    await this.page.keyboard.press('Enter');
  }

  /** What stands beside the button, and a screen reader says. */
  async says(words: string): Promise<void> {
    await until(`the button says: ${words}`, async () => {
      const session = await this.page.context().newCDPSession(this.page);
      const tree = await session.send('Accessibility.getFullAXTree');
      await session.detach();
      return tree.nodes.some((node) => String(node.name?.value).includes(words));
    });
  }

  async count(): Promise<number> {
    return (await this.nodes()).length;
  }

  private async nodes(): Promise<{ backendNodeId: number; focused: boolean }[]> {
    const session = await this.page.context().newCDPSession(this.page);
    try {
      const tree = await session.send('Accessibility.getFullAXTree');
      return tree.nodes
        .filter(
          (node) => node.role?.value === 'button' && /^Deploy\b/.test(String(node.name?.value)),
        )
        .flatMap((node) =>
          node.backendDOMNodeId === undefined
            ? []
            : [
                {
                  backendNodeId: node.backendDOMNodeId,
                  focused:
                    node.properties?.some(
                      (property) => property.name === 'focused' && property.value.value === true,
                    ) ?? false,
                },
              ],
        );
    } finally {
      await session.detach();
    }
  }

  private async boxes(): Promise<Box[]> {
    const nodes = await this.nodes();
    const session = await this.page.context().newCDPSession(this.page);
    try {
      const boxes: Box[] = [];
      for (const { backendNodeId } of nodes) {
        const { quads } = await session.send('DOM.getContentQuads', { backendNodeId });
        const [x = 0, y = 0, right = 0, , , bottom = 0] = quads[0] ?? [];
        boxes.push({ x, y, width: right - x, height: bottom - y });
      }
      return boxes;
    } catch {
      // it was drawn anew between the two questions
      return [];
    } finally {
      await session.detach();
    }
  }
}

function same(one: Box, other: Box): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width;
}
