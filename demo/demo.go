// Package demo invents a syndicate's data over the real communes and EPCI of Brittany: a catalogue, five years of
// subscriptions, public bodies, référents and votes, the same at each run, every row marked as demo. It owns no rule of
// the house and touches no database: facts in, rows out.
package demo

import (
	"hash/fnv"
	"time"

	"maillage/model"
)

// Avis is the notice in French, for pages that are read in French.
const Avis = "Données de démonstration : le syndicat, ses services, souscriptions, votes, personnes, demandes, activités, enquêtes, objectifs, coûts et usages sont inventés. " +
	"Les communes, les EPCI et les populations sont réels (Insee, DGCL, par Etalab)."

// Notice is the sentence that goes wherever the demonstration shows.
const Notice = "Demo data: the syndicate, its services, subscriptions, votes, public bodies, persons, requests, activities, surveys and all use of services are invented. " +
	"Communes, EPCI and populations are real (INSEE, DGCL, through Etalab)."

// Region is the INSEE code of the region that the demonstration lies in: Bretagne.
const Region = "53"

// Body is a collectivity with its members, as the demonstration sees it.
type Body struct {
	model.Collectivity
	Members []*model.Commune // communes of the region, by code
}

// Code is the INSEE code or SIREN of the body.
func (b Body) Code() string { return b.Base().Code }

// Facts are the real bodies that the demonstration is built over, each list by code.
type Facts struct {
	EPCI        []Body // every EPCI with a member in the region since 2021, with its latest members
	Departments []Body
	Region      Body
	Communes    []*model.Commune // every commune of the region
}

// year is the first of January.
func year(y int) model.Date { return model.NewDate(y, time.January, 1) }

// draw is a number from 0 to n-1 that depends on its words alone: the same at each run.
func draw(n int, words ...string) int {
	h := fnv.New64a()
	for _, w := range words {
		_, _ = h.Write([]byte(w))
		_, _ = h.Write([]byte{0})
	}
	return int((h.Sum64() >> 17) % uint64(n))
}
