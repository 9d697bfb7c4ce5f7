package contribution

import "fmt"

// Explanation is the computation in words.
func (l *Line) Explanation() string {
	x := l.of.run.pricing(l.of.Case)
	switch l.step {
	case corrected:
		return l.correction.explain(l.base)
	case prorated:
		n, d := x.period(l.of.rule)
		return fmt.Sprintf("%s × %d / %d", told(l.base), n, d)
	case credited:
		return "contribution individuelle de " + told(l.base) + ", pour la période couverte"
	case rounded:
		return "écart entre le total arrondi et la somme des lignes"
	case split:
		return fmt.Sprintf("%s de %s, au prorata de %s", percent(l.part.share), price(x.run.envelopes[l.of.rule]), french(l.base))
	}
	column, _ := x.column(l.part, l.About())
	v, _ := l.part.scale.at(l.base, column)
	words := l.part.scale.words(l.base, column) + " = "
	if euros(l.Amount).cmp(v) == 0 {
		return words + money(l.Amount)
	}
	return words + french(v) + ", arrondi à " + money(l.Amount)
}
