/** Share of the target spread over all classes (label smoothing, Szegedy et al., 2016): limits overconfidence. */
export const LABEL_SMOOTHING = 0.05;
