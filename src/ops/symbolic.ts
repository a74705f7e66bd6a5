// What is wrong with using a symbolic tensor of Keras 3 as if it had values, in our words and in the framework's.

/** What is wrong with a use of a symbolic tensor, as the end of a sentence about it; the interpreter uses some of them. */
export const symbolicWords = {
  tensorflow: 'cannot take a symbolic Keras tensor; use the function of `keras.ops`, or call it inside a layer',
  numpy: 'cannot take a symbolic Keras tensor, which has no values yet; use the function of `keras.ops`',
  numpyInKeras2: 'cannot take a symbolic Keras tensor, which has no values yet; use the function of TensorFlow',
  boolean: 'A symbolic tensor has no truth value; use `keras.ops.where` or `keras.ops.cond`',
  iterate: 'A symbolic tensor cannot be iterated over',
  length: 'A symbolic tensor has no len(); use `.shape`',
  int: 'A symbolic tensor cannot be made an int',
  float: 'A symbolic tensor cannot be made a float',
} as const;

/** What Keras 3 says about each of these uses. */
export const symbolicRuntime = {
  tensorflow: 'A KerasTensor cannot be used as input to a TensorFlow function.',
  numpy:
    "A KerasTensor is symbolic: it's a placeholder for a shape an a dtype. It doesn't have any actual numerical value. You cannot convert it to a NumPy array.",
  numpyInKeras2: 'to a TF API that does not allow registering custom dispatchers',
  boolean: 'A symbolic KerasTensor cannot be used as a boolean.',
  iterate: 'Iterating over a symbolic KerasTensor is not supported.',
  length: "object of type 'KerasTensor' has no len()",
  int: "A KerasTensor is symbolic: it's a placeholder for a shape an a dtype. It doesn't have any actual numerical value. You cannot convert it to an int.",
  float:
    "A KerasTensor is symbolic: it's a placeholder for a shape an a dtype. It doesn't have any actual numerical value. You cannot convert it to a float.",
} as const;
