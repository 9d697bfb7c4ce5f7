package main

import (
	"fmt"
	"slices"
	"strings"
)

// goals holds the figures against the ambitions, those that this run can tell about.
func (r *tables) goals() {
	if !r.has(ours) {
		return
	}
	r.say("## Goals\n")
	if slices.Contains(r.concurrency, goalConcurrency) {
		if r.has(postgraphile) {
			r.goal(r.under(rate, ours, postgraphile, func(string) float64 { return goalPeer }), "at least %g x PostGraphile on each, at concurrency %d", goalPeer, goalConcurrency)
			mean := r.mean(goalConcurrency, rate, ours, postgraphile)
			r.goal(unless(mean >= goalPeerMean, "%.2f", mean), "at least %g x PostGraphile in geometric mean", goalPeerMean)
			r.goal(r.under(tail, postgraphile, ours, func(string) float64 { return 1 }), "p99 below PostGraphile's on each")
		}
		if r.has(floor) {
			r.goal(r.under(rate, ours, floor, func(q string) float64 {
				if q == "Q2" {
					return goalFloorQ2
				}
				return goalFloor
			}), "at least %g x the floor on each, %g x on Q2", goalFloor, goalFloorQ2)
		}
	}
	if slices.Contains(r.concurrency, memoryConcurrency) {
		for _, c := range r.field {
			if c.name == ours {
				above := r.most(c, memoryConcurrency) - c.rest
				r.goal(unless(above <= goalMemory, "%.0f MB", above), "at most %g MB above rest at concurrency %d", goalMemory, memoryConcurrency)
			}
		}
	}
}

// goal prints one line; what misses it is the reason, none if it is met.
func (r *tables) goal(missing, format string, args ...any) {
	verdict := "met"
	if missing != "" {
		verdict = "missed (" + missing + ")"
	}
	r.say("- %s: %s", fmt.Sprintf(format, args...), verdict)
}

// under names the queries whose ratio stays under its goal.
func (r *tables) under(of func(sample) float64, above, below string, goal func(query string) float64) string {
	var short []string
	for _, q := range r.queries {
		if ratio := r.ratio(q.name, goalConcurrency, of, above, below); ratio < goal(q.name) {
			short = append(short, fmt.Sprintf("%s %.2f", q.name, ratio))
		}
	}
	return strings.Join(short, ", ")
}

func unless(met bool, format string, args ...any) string {
	if met {
		return ""
	}
	return fmt.Sprintf(format, args...)
}
