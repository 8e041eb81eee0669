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
uniform vec3 paper, ink, light, eye;
// height of the block; contour lines at whole numbers of first + height * each; half the width of a line in pixels
uniform float relief, first, each, stroke;
in float height;
in vec3 side;
out vec4 colour;

// how fast a value changes from pixel to pixel
float pace(float value) {
  return max(length(vec2(dFdx(value), dFdy(value))), 1e-4);
}

// how much of a pixel the line nearest to a level covers; lines that stand too close fade into tone
float line(float level, float half_width) {
  float off = abs(fract(level - 0.5) - 0.5) / pace(level);
  return clamp(half_width + 0.5 - off, 0.0, 1.0) * smoothstep(0.5, 0.2, pace(level));
}

void main() {
  float share = height / relief;
  float level = first + share * each;
  float tone = 0.045;
  float drawn = 0.22 * line(level / 5.0, stroke);
  // the sides of the block are level
  if (side.z != 0.0) {
    vec3 normal = normalize(side);
    float lit = dot(normal, light);
    // light falls from paper to ink on a light page, and from ink to paper on a dark one
    bool day = dot(paper - ink, vec3(1.0)) > 0.0;
    tone = clamp(0.02 + 0.3 * share + 0.5 * (day ? 0.7 - lit : lit - 0.55), 0.0, 0.75);
    // pixels to where the ground is level: there a line would be a blot
    float off_level = length(normal.xy) / max(length(fwidth(normal.xy)), 1e-6);
    drawn = smoothstep(1.0, 4.0, off_level / stroke) * smoothstep(0.0, 0.02, length(normal.xy)) * max(0.5 * line(level, stroke), 0.85 * line(level / 5.0, stroke * 1.5));
    // the ridge behind which the ground is no longer seen
    float facing = dot(normal, eye);
    drawn = max(drawn, 0.6 * (1.0 - smoothstep(0.0, 1.5 * stroke + 0.5, facing / pace(facing))));
  }
  colour = vec4(mix(mix(paper, ink, tone), ink, drawn), 1.0);
}`;
