package store

import "bytes"

// ascend calls use with the value of each key that is there, and the key's
// place among keys, which ascend. One iterator reads them all: to go on to a
// key nearby costs a step or two where a search of its own goes through every
// level of the database.
func (v *view) ascend(keys [][]byte, use func(i int, val []byte) error) (err error) {
	if len(keys) == 0 {
		return nil
	}
	if err := v.enter(); err != nil {
		return err
	}
	defer v.leave()
	it, err := v.iter(keys[0], append(bytes.Clone(keys[len(keys)-1]), 0))
	if err != nil {
		return readError(err)
	}
	defer func() {
		if e := v.release(it); err == nil {
			err = e
		}
	}()
	for i, key := range keys {
		if !it.SeekGE(key) || !bytes.Equal(it.Key(), key) {
			continue
		}
		val, err := it.ValueAndErr()
		if err != nil {
			return readError(err)
		}
		if err := use(i, val); err != nil {
			return err
		}
	}
	return nil
}
