/** Shows on the extension's button whether something runs. */
export class Badge {
  #shown: boolean | null = null;

  async show(running: boolean): Promise<void> {
    if (running === this.#shown) return;
    this.#shown = running;
    await Promise.all([
      chrome.action.setBadgeText({ text: running ? '…' : '' }),
      chrome.action.setBadgeBackgroundColor({ color: '#1f6f4a' }),
      chrome.action.setTitle({ title: running ? 'Freehold: at work' : 'Freehold' }),
    ]);
  }
}
