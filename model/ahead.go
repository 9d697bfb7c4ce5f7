package model

// Ahead holds what was read together with an object because the client asks for it: the other ends of edges. It is a gift
// of the statement that read the object, never to be relied upon; whoever finds nothing here asks the memory.
type Ahead struct{ held []held }

type held struct {
	edge  Asked
	value any
}

// Asked is an edge that a client asks for at one place. Serves tells whether a call of its resolver asks for that edge.
type Asked interface{ Serves(call any) bool }

// Room is where the objects of one answer keep what they hold: one allocation for many of them.
type Room struct {
	free []held
	size int
}

// Take makes place in the room for n edges.
func (a *Ahead) Take(r *Room, n int) {
	if len(r.free) < n {
		r.size = min(2*r.size+n, 64*n)
		r.free = make([]held, r.size)
	}
	a.held, r.free = r.free[:0:n], r.free[n:]
}

// Hold keeps the other end of an edge, nil where there is none.
func (a *Ahead) Hold(e Asked, value any) { a.held = append(a.held, held{e, value}) }

// Held is the other end of the edge that a call asks for, if it was read.
func (a *Ahead) Held(call any) (value any, ok bool) {
	for i := range a.held {
		if a.held[i].edge.Serves(call) {
			return a.held[i].value, true
		}
	}
	return nil, false
}
