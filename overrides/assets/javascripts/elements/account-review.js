// How it stands with looking an account over, by the visitor's own clock: the page was built on another day. All sentences
// stand in the page, and so do the days on which the state changes; one sentence is shown.
import { today } from "../calendar.js";

class AccountReview extends HTMLElement {
  connectedCallback() {
    const { reviewed, soon, due } = this.dataset;
    const now = today();
    if (!reviewed || reviewed > now) this.dataset.state = "never";
    else if (now > due) this.dataset.state = "overdue";
    else this.dataset.state = now < soon ? "ok" : "soon";
    for (const line of this.children) line.hidden = line.dataset.when !== this.dataset.state;
  }
}

customElements.define("account-review", AccountReview);
