// Skriv ut strategin: the button, and the day of the printing on the cover.
import { fullDay, today } from "../calendar.js";
import { parts } from "../dom.js";

class PrintPage extends HTMLElement {
  connectedCallback() {
    const { actions, print: pressed, printed, date } = parts(this);
    const tell = () => (date.textContent = fullDay(today()));
    tell();
    addEventListener("beforeprint", tell); // the page may have been open since yesterday
    pressed.addEventListener("click", () => print());
    printed.hidden = actions.hidden = false;
  }
}

customElements.define("print-page", PrintPage);
