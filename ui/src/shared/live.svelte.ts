/** What a screen reader is told about changes it cannot see. */
class Announcer {
  message = $state('');
  #last = '';

  say(message: string): void {
    this.#last = this.#last === message ? `${message}\u00a0` : message;
    this.message = this.#last;
  }
}

export const announcer = new Announcer();
