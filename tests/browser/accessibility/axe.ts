export { findingsOf, type Finding } from "../../../apps/tools/src/measures/axe-findings.js";
