package main

import (
	"fmt"
	"math"
)

// compare is one line of ratios: a figure of one contender divided by another's, for each query, and their geometric mean.
func (r *tables) compare(n int, label string, of func(sample) float64, above, below string) {
	line := fmt.Sprintf("%-4d %-25s", n, label)
	for _, q := range r.queries {
		line += fmt.Sprintf("%7.2f", r.ratio(q.name, n, of, above, below))
	}
	r.say("%s%9.2f", line, r.mean(n, of, above, below))
}

func (r *tables) mean(n int, of func(sample) float64, above, below string) float64 {
	sum := 0.0
	for _, q := range r.queries {
		sum += math.Log(r.ratio(q.name, n, of, above, below))
	}
	return math.Exp(sum / float64(len(r.queries)))
}

func (r *tables) ratio(query string, n int, of func(sample) float64, above, below string) float64 {
	return r.at(query, n, above, of) / r.at(query, n, below, of)
}

func (r *tables) ratios() {
	if !r.has(ours) {
		return
	}
	for _, kind := range []struct {
		title  string
		of     func(sample) float64
		theirs bool // the ratio is theirs divided by ours: what is small is good
	}{
		{"Answers per second, ours divided by theirs", rate, false},
		{"CPU per answer, server and database together, theirs divided by ours (neighbours on the machine disturb it least)", cpu, true},
		{"p99, theirs divided by ours", tail, true},
	} {
		r.say("## %s\n\n```", kind.title)
		line := fmt.Sprintf("%-30s", "")
		for _, q := range r.queries {
			line += fmt.Sprintf("%7s", q.name)
		}
		r.say("%s%9s", line, "geo-mean")
		for _, n := range r.concurrency {
			for _, c := range r.field {
				switch {
				case c.name == ours:
				case kind.theirs:
					r.compare(n, c.name+" / "+ours, kind.of, c.name, ours)
				default:
					r.compare(n, ours+" / "+c.name, kind.of, ours, c.name)
				}
			}
		}
		r.say("```\n")
	}
}
