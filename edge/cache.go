package edge

import (
	"container/list"
	"sync"
)

// cache keeps what was used last, up to a total weight. One entry may weigh an eighth of it at most, so that a single
// large document does not push out all the others.
type cache[V any] struct {
	mu     sync.Mutex
	most   int
	weight int
	recent *list.List // of *kept[V], the most recent in front
	byKey  map[string]*list.Element
}

type kept[V any] struct {
	key    string
	value  V
	weight int
}

func newCache[V any](most int) *cache[V] {
	return &cache[V]{most: most, recent: list.New(), byKey: map[string]*list.Element{}}
}

func (c *cache[V]) get(key []byte) (v V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[string(key)]
	if !ok {
		return v, false
	}
	c.recent.MoveToFront(e)
	return e.Value.(*kept[V]).value, true
}

// add keeps a value, and returns the one that another request has kept meanwhile, so that all share it.
func (c *cache[V]) add(key string, value V, weight int) V {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[key]; ok {
		return e.Value.(*kept[V]).value
	}
	if weight > c.most/8 {
		return value
	}
	c.byKey[key] = c.recent.PushFront(&kept[V]{key, value, weight})
	for c.weight += weight; c.weight > c.most; {
		last := c.recent.Remove(c.recent.Back()).(*kept[V])
		delete(c.byKey, last.key)
		c.weight -= last.weight
	}
	return value
}
