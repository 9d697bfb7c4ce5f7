package model

// Ahead holds what was read together with an object because the client asks for it: the other end of a to-one edge. It
// is a gift of the statement that read the object, never to be relied upon; whoever finds nothing here asks the memory.
type Ahead struct{ held []ahead }

type ahead struct {
	key   EdgeKey
	value any
}

// EdgeKey names an edge with its arguments.
type EdgeKey struct {
	Name string
	On   Date
	Kind PopulationKind
}

// Hold keeps the other end of an edge, nil where there is none.
func (a *Ahead) Hold(k EdgeKey, value any) { a.held = append(a.held, ahead{k, value}) }

// Held is the other end of an edge, if it was read.
func (a *Ahead) Held(k EdgeKey) (value any, ok bool) {
	for i := range a.held {
		if a.held[i].key == k {
			return a.held[i].value, true
		}
	}
	return nil, false
}
