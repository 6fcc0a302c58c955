import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** The product's own green: deep enough to carry white text from shade 6 on. */
const pine: MantineColorsTuple = [
  "#eef6f2", "#dbece5", "#b6d8cb", "#8dc1af", "#62a791", "#3c8c75", "#1f705b", "#125c49", "#0c4a3b", "#0b2a25",
];

/** The one loud colour: it marks what waits for the person, and nothing else. */
const citron: MantineColorsTuple = [
  "#fbfee9", "#f4fbcb", "#ebf7a0", "#e2f481", "#d8f26a", "#c3dd4e", "#9fb737", "#7a8d27", "#57651b", "#384110",
];

const stone: MantineColorsTuple = [
  "#f8f9f7", "#f1f3f0", "#e6eae6", "#d7ddd8", "#b9c2bd", "#8f9b95", "#67736d", "#4b5751", "#303b36", "#18211e",
];

const night: MantineColorsTuple = [
  "#e4ebe8", "#c0ccc7", "#9fada7", "#74827c", "#3c4944", "#2b3632", "#1e2825", "#151d1b", "#0f1614", "#0a0f0e",
];

export const theme = createTheme({
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.18,
  colors: { pine, citron, gray: stone, dark: night },
  fontFamily: "'Hanken Grotesk Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Code', 'SF Mono', Menlo, monospace",
  headings: {
    fontFamily: "'Hanken Grotesk Variable', system-ui, sans-serif",
    fontWeight: "640",
    sizes: {
      h1: { fontSize: "1.625rem", lineHeight: "1.2" },
      h2: { fontSize: "1.125rem", lineHeight: "1.3" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.35" },
    },
  },
  fontSizes: { xs: "0.78125rem", sm: "0.875rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.25rem" },
  defaultRadius: "md",
  radius: { sm: "6px", md: "9px", lg: "14px", xl: "22px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { fw: 600 } },
    Anchor: { defaultProps: { underline: "always" } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: false } } },
    Modal: {
      defaultProps: { centered: true, radius: "lg", overlayProps: { blur: 2 }, closeButtonProps: { "aria-label": "Close" } },
      styles: {
        content: { background: "var(--surface)" },
        header: { background: "var(--surface)", padding: "20px 24px 10px" },
        body: { padding: "0 24px 24px" },
        title: { fontWeight: 650, fontSize: "1.125rem", letterSpacing: "-0.01em" },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    // Without the placeholder the first item takes the focus; a menu may hold nothing but items.
    Menu: { defaultProps: { shadow: "md", position: "bottom-end", withInitialFocusPlaceholder: false } },
  },
});
