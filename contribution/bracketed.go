package contribution

import (
	"fmt"
	"strings"
)

// singleAmount is the amount of the bracket reached (forfait par strate).
type singleAmount struct{ b *brackets }

func (s singleAmount) at(base, _ number) (number, int) { return s.b.value(base) }
func (s singleAmount) brackets() *brackets             { return s.b }
func (s singleAmount) words(base, _ number) string {
	v, i := s.b.value(base)
	return fmt.Sprintf("%s : strate %s, forfait de %s", french(base), s.b.label(i), price(v))
}

// wholeRate is the rate of the bracket reached, times the whole basis (taux de la strate sur tout).
type wholeRate struct{ b *brackets }

func (s wholeRate) brackets() *brackets { return s.b }
func (s wholeRate) at(base, _ number) (number, int) {
	v, i := s.b.value(base)
	return base.mul(v), i
}
func (s wholeRate) words(base, _ number) string {
	v, i := s.b.value(base)
	return fmt.Sprintf("strate %s : %s × %s", s.b.label(i), french(base), price(v))
}

// marginalRate is each slice of the basis at the rate of its bracket (barème progressif).
type marginalRate struct{ b *brackets }

func (s marginalRate) brackets() *brackets { return s.b }
func (s marginalRate) at(base, _ number) (sum number, reached int) {
	reached = s.b.find(base)
	s.b.slices(base, func(i int, width number) { sum = sum.add(width.mul(s.b.values[i])) })
	return sum, reached
}
func (s marginalRate) words(base, _ number) string {
	var parts []string
	s.b.slices(base, func(i int, width number) { parts = append(parts, french(width)+" × "+price(s.b.values[i])) })
	if parts == nil {
		return "assiette de " + french(base) + " : aucune tranche atteinte"
	}
	return strings.Join(parts, " + ")
}

// marginalAmount is the amounts of all brackets reached, added up (forfaits cumulés).
type marginalAmount struct{ b *brackets }

func (s marginalAmount) brackets() *brackets { return s.b }
func (s marginalAmount) at(base, _ number) (sum number, reached int) {
	reached = s.b.find(base)
	for i := 0; i <= reached; i++ {
		sum = sum.add(s.b.values[i])
	}
	return sum, reached
}
func (s marginalAmount) words(base, _ number) string {
	var parts []string
	for i := 0; i <= s.b.find(base); i++ {
		parts = append(parts, price(s.b.values[i]))
	}
	if parts == nil {
		return "assiette de " + french(base) + " : aucun seuil atteint"
	}
	return "seuils atteints : " + strings.Join(parts, " + ")
}

// linearAverageRate is a rate that rises in a straight line from one threshold to the next, times the whole basis. From the
// last threshold on the rate is that of the last bracket.
type linearAverageRate struct{ b *brackets }

func (s linearAverageRate) brackets() *brackets { return s.b }
func (s linearAverageRate) at(base, _ number) (number, int) {
	rate, i := s.rate(base)
	return base.mul(rate), i
}

func (s linearAverageRate) rate(base number) (number, int) {
	i := s.b.find(base)
	switch {
	case i < 0:
		return number{}, i
	case i+1 == len(s.b.thresholds):
		return s.b.values[i], i
	}
	from, to := s.b.thresholds[i], s.b.thresholds[i+1]
	rise := s.b.values[i+1].sub(s.b.values[i])
	if rise.sign() == 0 {
		return s.b.values[i], i
	}
	return s.b.values[i].add(rise.mul(base.sub(from)).quo(to.sub(from))), i
}
func (s linearAverageRate) words(base, _ number) string {
	rate, i := s.rate(base)
	return fmt.Sprintf("taux moyen %s (%s) × %s", french(rate), s.b.label(i), french(base))
}
