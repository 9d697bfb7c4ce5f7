// Package cog is the almanac: it reads the published millésimes of the Code officiel géographique and folds them, oldest
// first, into one dated graph of communes, EPCI, departments, regions and overseas collectivities.
// It does not own SQL, HTTP or a clock: files go in, checked rows and a report of what changed come out.
//
// The millésimes that the binary carries are packed by hand, when one is published, from the unpacked packages:
//
//	go run ./cog/generate <folder of each unpacked package>...
package cog
