/** The time of this device, renewed every half minute for sentences such as "3 hours left". */
class Now {
  date = $state(new Date());

  constructor() {
    setInterval(() => (this.date = new Date()), 30_000);
  }
}

export const now = new Now();
