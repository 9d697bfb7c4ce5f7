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

// marginalRate is each slice of the basis at the rate of its bracket (barème progressif). below holds what all slices before
// a bracket make together, so that a long scale costs no more than a short one.
type marginalRate struct {
	b     *brackets
	below []number
}

func marginalOf(b *brackets) marginalRate {
	s := marginalRate{b, make([]number, len(b.thresholds))}
	for i := 1; i < len(s.below); i++ {
		s.below[i] = s.below[i-1].add(b.width(i-1, b.thresholds[i]).mul(b.values[i-1]))
	}
	for i := range s.below { // with as many decimals as the rates beside them have, nothing needs to be aligned
		if x, y, s2, ok := aligned(s.below[i], number{s: b.values[i].s}); ok && y == 0 {
			s.below[i] = number{c: x, s: s2}
		}
	}
	return s
}

func (s marginalRate) brackets() *brackets { return s.b }
func (s marginalRate) at(base, _ number) (number, int) {
	i := s.b.find(base)
	if i < 0 {
		return number{}, i
	}
	return base.slice(s.b.thresholds[i], s.b.values[i], s.below[i]), i
}

func (s marginalRate) words(base, _ number) string {
	last := s.b.find(base)
	if last < 0 {
		return "assiette de " + french(base) + " : aucune tranche atteinte"
	}
	if last > 0 && base.cmp(s.b.thresholds[last]) == 0 { // nothing of it lies beyond the threshold yet
		last--
	}
	first := max(0, last+1-mostWords)
	var parts []string
	if first > 0 {
		parts = append(parts, price(s.below[first])+" (tranches jusqu'à "+french(s.b.thresholds[first])+")")
	}
	for i := first; i <= last; i++ {
		parts = append(parts, french(s.b.width(i, base))+" × "+price(s.b.values[i]))
	}
	return strings.Join(parts, " + ")
}

// mostWords is how many brackets an explanation tells one by one; of more, the lower ones are told by their sum.
const mostWords = 20

// marginalAmount is the amounts of all brackets reached, added up (forfaits cumulés). upTo holds the sums.
type marginalAmount struct {
	b    *brackets
	upTo []number
}

func cumulated(b *brackets) marginalAmount {
	s := marginalAmount{b, make([]number, len(b.values))}
	sum := number{}
	for i, v := range b.values {
		sum = sum.add(v)
		s.upTo[i] = sum
	}
	return s
}

func (s marginalAmount) brackets() *brackets { return s.b }
func (s marginalAmount) at(base, _ number) (number, int) {
	i := s.b.find(base)
	if i < 0 {
		return number{}, i
	}
	return s.upTo[i], i
}

func (s marginalAmount) words(base, _ number) string {
	last := s.b.find(base)
	if last < 0 {
		return "assiette de " + french(base) + " : aucun seuil atteint"
	}
	first := max(0, last+1-mostWords)
	var parts []string
	if first > 0 {
		parts = append(parts, price(s.upTo[first-1])+" (seuils en dessous de "+french(s.b.thresholds[first])+")")
	}
	for i := first; i <= last; i++ {
		parts = append(parts, price(s.b.values[i]))
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
