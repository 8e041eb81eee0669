/** What the card computes: paper at the bottom and ink towards the top, light from the upper left, and contour lines. */

export const VERTEX = `#version 300 es
uniform mat4 camera;
layout(location = 0) in vec3 place;
layout(location = 1) in vec3 normal;
out float height;
out vec3 side;
void main() {
  height = place.z;
  side = normal;
  gl_Position = camera * vec4(place, 1.0);
}`;

export const FRAGMENT = `#version 300 es
precision highp float;
uniform vec3 paper, ink, light;
// height of the block; contour lines at whole numbers of first + height * each; half the width of a line in pixels
uniform float relief, first, each, stroke;
in float height;
in vec3 side;
out vec4 colour;

// how much of a pixel the line nearest to a level covers; where the ground is level there is none
float line(float level, float half_width) {
  float slope = fwidth(level);
  float off = abs(fract(level - 0.5) - 0.5) / max(slope, 1e-6);
  return slope < 1e-5 ? 0.0 : clamp(half_width + 0.5 - off, 0.0, 1.0) * smoothstep(0.7, 0.3, slope);
}

void main() {
  // light falls from paper to ink on a light page, and from ink to paper on a dark one
  bool day = dot(paper - ink, vec3(1.0)) > 0.0;
  float lit = dot(normalize(side), light);
  bool wall = side.z == 0.0;
  float share = height / relief;
  float level = first + share * each;
  float shade = day ? 0.7 - lit : lit - 0.55;
  float tone = clamp(0.02 + 0.3 * share + 0.5 * shade, 0.0, 0.75);
  float drawn = max(0.5 * line(level, stroke), 0.85 * line(level / 5.0, stroke * 1.5));
  if (wall) {
    tone = 0.045;
    drawn = 0.22 * line(level / 5.0, stroke);
  }
  colour = vec4(mix(mix(paper, ink, tone), ink, drawn), 1.0);
}`;
