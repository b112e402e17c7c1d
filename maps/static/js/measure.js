// How wide a text will be, without drawing it.

/**
 * @param {string} family the font family that the page uses
 * @returns {(text: string, font: string) => number} pixels
 */
export function makeMeasure(family) {
  const context = document.createElement("canvas").getContext("2d");
  return (text, font) => {
    if (!context) return text.length * 7;
    context.font = `${font} ${family}`;
    return context.measureText(text).width;
  };
}
