package execution

import "unsafe"

// A graph repeats itself: 400 communes share 28 lists of services. What stands below a value depends on the Go value alone, since
// a resolver gives the same parent the same answer and getters are pure: the second time, the bytes are copied from earlier in
// the answer.

// memoKey is a list or an object at a field. It holds the address, so that it cannot be used again for another value.
type memoKey struct {
	entry *Entry
	at    unsafe.Pointer
	len   int
}

// span is where the bytes of a value are, and how many objects of those that stand below it are passed with it: only the first
// level counts, since each object knows where its own begin.
type span struct{ start, end, passed int }

// tries counts, for the lists and for the objects of an entry, whether remembering pays.
type tries struct{ misses, hits int32 }

// patience is how many misses an entry may have before it must prove that values repeat.
const patience = 32

// Mark is where a value that may repeat begins; see Encoder.Seen and Encoder.Keep.
type Mark struct {
	key    memoKey
	start  int
	cursor int
	errors int
}

// SeenList copies a list's bytes if it has been written at f before.
func SeenList[T any](e *Encoder, f *Entry, list []T) (Mark, bool) {
	if len(list) == 0 {
		return Mark{}, false
	}
	return e.seen(memoKey{f, unsafe.Pointer(unsafe.SliceData(list)), len(list)}, 0)
}

// SeenObject copies an object's bytes if it has been written at f before.
func SeenObject[T any](e *Encoder, f *Entry, object *T) (Mark, bool) {
	return e.seen(memoKey{f, unsafe.Pointer(object), -1}, 1)
}

func (e *Encoder) seen(k memoKey, kind int) (Mark, bool) {
	if !k.entry.Pure && len(k.entry.Places) > 1 {
		return Mark{}, false // each kind would have its own cursor
	}
	if len(e.tries) == 0 {
		e.tries = append(e.tries, make([][2]tries, len(e.plan.entries))...)
	}
	t := &e.tries[k.entry.ID][kind]
	if t.misses > patience && t.hits*2 < t.misses {
		return Mark{}, false
	}
	if s, ok := e.memo[k]; ok {
		t.hits++
		e.B = append(e.B, e.B[s.start:s.end]...)
		if s.passed > 0 {
			e.places[k.entry.Places[0].ID].cursor += s.passed
		}
		return Mark{}, true
	}
	t.misses++
	return Mark{k, len(e.B), e.cursor(k.entry), e.errors}, false
}

// Keep remembers the value begun at the mark, unless an error was met in it: that has a path of its own each time.
func (e *Encoder) Keep(m Mark, ok bool) bool {
	if ok && m.key.entry != nil && e.errors == m.errors {
		if e.memo == nil {
			e.memo = map[memoKey]span{}
		}
		e.memo[m.key] = span{m.start, len(e.B), e.cursor(m.key.entry) - m.cursor}
	}
	return ok
}

// cursor is how many of the objects directly below f were met.
func (e *Encoder) cursor(f *Entry) int {
	if f.Pure {
		return 0
	}
	return e.places[f.Places[0].ID].cursor
}
