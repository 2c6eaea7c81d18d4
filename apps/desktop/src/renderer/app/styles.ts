/**
 * Every style sheet of the window, in the one order that counts: typefaces and tokens, what any screen may use, acts,
 * the screens, and the frame around them. Where two rules weigh the same, the later one holds. A sheet stands beside
 * what it draws; wide, narrow, printed and forced-colours forms stand at its end.
 */
import "@fontsource-variable/noto-sans/index.css";
import "@fontsource/charis-sil/400.css";
import "@fontsource/charis-sil/400-italic.css";
import "@fontsource/charis-sil/700.css";
import "../ui/tokens.css";
import "../ui/css/base.css";
import "../ui/css/icon.css";
import "../ui/css/text.css";
import "../ui/css/layout.css";
import "../ui/css/hatch.css";
import "../ui/css/button.css";
import "../ui/css/control.css";
import "../ui/css/field.css";
import "../ui/css/choice.css";
import "../ui/css/badge.css";
import "../ui/css/shield.css";
import "../ui/css/sheet.css";
import "../ui/css/steps.css";
import "../ui/css/ruler.css";
import "../ui/css/banner.css";
import "../ui/css/table.css";
import "../ui/css/dialog.css";
import "../ui/css/menu.css";
import "../acts/acts.css";
import "../acts/why.css";
import "../acts/evidence.css";
import "../features/home/home.css";
import "../features/choose/choose.css";
import "../features/directory/directory.css";
import "../features/entry/entry.css";
import "../features/enrol/enrol.css";
import "../features/compose/compose.css";
import "../features/consultation/consultation.css";
import "../features/consultation/log.css";
import "../features/consultation/held.css";
import "../features/consultation/panel.css";
import "../features/consultation/requests.css";
import "../features/consultation/composer.css";
import "./css/shell.css";
import "./css/bar.css";
import "./css/rail.css";
import "./css/gate.css";
