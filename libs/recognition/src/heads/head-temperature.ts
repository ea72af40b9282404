/** Divides scores before the softmax; the model's own temperature refines it. */
export const HEAD_TEMPERATURE = 0.2;
