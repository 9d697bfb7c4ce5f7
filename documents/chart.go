package documents

import (
	"fmt"
	"html/template"
	"strings"
)

// fills tell parts apart without colours: solid, hatched, dotted, grey, white.
var fills = []string{"#111", "url(#hatch)", "url(#dots)", "#999", "#fff"}

const patterns = `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="2" height="6" fill="#111"/></pattern>` +
	`<pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#fff"/><circle cx="2" cy="2" r="1" fill="#111"/></pattern></defs>`

// part is a part of a whole, or a bar.
type part struct {
	Label string
	Value int64
	Text  string // the value as it is written
	Of    int64  // of a bar: its full length
}

const chartWidth = 680

// stacked draws parts of one whole as one bar, with a legend.
func stacked(title string, parts []part) template.HTML {
	var sum int64
	for _, p := range parts {
		sum += p.Value
	}
	var b strings.Builder
	rows := (len(parts) + 1) / 2
	open(&b, title, 44+rows*20)
	x := 0.0
	for i, p := range parts {
		w := 0.0
		if sum > 0 {
			w = chartWidth * float64(p.Value) / float64(sum)
		}
		fmt.Fprintf(&b, `<rect x="%.1f" y="4" width="%.1f" height="26" fill="%s" stroke="#111"/>`, x, w, fills[i%len(fills)])
		x += w
		lx, ly := (i%2)*chartWidth/2, 44+i/2*20
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="14" height="12" fill="%s" stroke="#111"/><text x="%d" y="%d">%s : %s</text>`, lx+1, ly, fills[i%len(fills)], lx+22, ly+10, esc(p.Label), esc(p.Text))
	}
	return end(&b)
}

// bars draws one line for each part, its value within its full length; without a length, all within the longest.
func bars(title string, parts []part) template.HTML {
	var longest int64 = 1
	for _, p := range parts {
		longest = max(longest, p.Value, p.Of)
	}
	var b strings.Builder
	open(&b, title, 4+len(parts)*24)
	const left, length = 290, 270
	for i, p := range parts {
		y := 4 + i*24
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text>`, left-8, y+13, esc(p.Label))
		if p.Of > 0 {
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%.1f" height="16" fill="#fff" stroke="#111"/>`, left, y, float64(length)*float64(p.Of)/float64(longest))
		}
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%.1f" height="16" fill="#444"/><text x="%d" y="%d">%s</text>`, left, y, float64(length)*float64(p.Value)/float64(longest), left+length+10, y+13, esc(p.Text))
	}
	return end(&b)
}

func open(b *strings.Builder, title string, height int) {
	fmt.Fprintf(b, `<svg role="img" aria-label="%s" viewBox="0 0 %d %d" width="100%%" font-size="12" font-family="inherit">%s`, esc(title), chartWidth, height, patterns)
}

func end(b *strings.Builder) template.HTML {
	b.WriteString("</svg>")
	return template.HTML(b.String()) // every text in it was escaped
}

func esc(s string) string { return template.HTMLEscapeString(s) }
